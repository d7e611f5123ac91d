package io.drawdown.api;

import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a request can make the program read or keep, before anything else looks at it: 32 MiB of events, 8 MiB of usage alert
 * settings or of what a page of the console sends, 1 MiB otherwise. Files, which a server keeps while it reads them, are taken
 * where usage is imported and nowhere else, with a limit of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

    private static final long MIB = 1024 * 1024;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isMultipart(request)) {
            bound(request, response, chain);
        } else if (takesFiles(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, Problem.of(new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "No files are taken here.")));
        }
    }

    private void bound(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var limit = limit(request);
        if (request.getContentLengthLong() > limit) {
            problems.write(response, Problem.of(tooLarge(limit)));
        } else {
            chain.doFilter(new Bounded(request, limit), response);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean takesFiles(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(request.getContextPath() + UsageImportController.PATH);
    }

    private static long limit(HttpServletRequest request) {
        var address = request.getRequestURI();
        if (address.endsWith(EventController.PATH)) {
            return 32 * MIB;
        }
        return address.endsWith(UsageAlertController.PATH) || !ProblemWriter.isApi(request) ? 8 * MIB : MIB;
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(ProblemType.CONTENT_TOO_LARGE,
                "The body is larger than " + limit / MIB + " MiB. Send it in parts.");
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        private final long limit;

        Bounded(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream(), limit);
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long limit;
        private long read;

        BoundedStream(ServletInputStream body, long limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = body.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
