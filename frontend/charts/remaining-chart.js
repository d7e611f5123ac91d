import { Chart, date, day, hours, time } from './chart.js';

const DAY = 24 * 60 * 60 * 1000;
const LETTER = 7;

/**
 * A step line of node-hours over time, with levels at which somebody is told and forecasts. Set `points`
 * ([[epoch millis, node-hours], …]), `total`, `levels` ([[name, node-hours], …]), `forecasts` ([{ basis, from: point, to: point,
 * range: [earliest millis, latest millis] or null }, …]) and `zone`.
 */
class RemainingChart extends Chart {
  static properties = ['points', 'total', 'levels', 'forecasts', 'zone'];

  option({ narrow, well, text, quiet, line, font, surface }) {
    const wallClock = this.#wallClock();
    const place = ([at, left]) => [wallClock(at), left];
    const points = this.points.map(place);
    const forecasts = this.forecasts.map((forecast) => ({
      ...forecast,
      from: place(forecast.from),
      to: place(forecast.to),
      range: forecast.range?.map(wallClock),
    }));
    const last = Math.max(points.at(-1)[0], ...forecasts.flatMap(({ to, range }) => [to[0], ...(range ?? [])]));
    const short = last - points[0][0] < 2 * DAY;
    const label = { color: quiet, fontFamily: font.fontFamily, fontSize: 12, textBorderColor: surface, textBorderWidth: 3 };

    return {
      xAxis: {
        type: 'time',
        min: points[0][0],
        max: last,
        splitNumber: narrow ? 3 : 6,
        minInterval: short ? 0 : DAY,
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { ...font, hideOverlap: true, formatter: (at) => (at % DAY ? time(at) : day(at)) },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: this.total,
        interval: this.total / 4,
        splitLine: { lineStyle: { color: line } },
        axisLabel: { ...font, formatter: (number) => number.toLocaleString('en') },
      },
      series: [
        {
          type: 'line',
          step: 'end',
          data: points,
          showSymbol: false,
          lineStyle: { color: well, width: 2 },
          itemStyle: { color: well },
          areaStyle: { color: well, opacity: 0.1 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: quiet, width: 1.5, type: [2, 3] },
            data: this.#levels(label),
          },
        },
        ...forecasts.flatMap((forecast, index) => {
          // Each is named at a height of its own, on the side that has room.
          const along = 0.5 / (index + 1);
          const middle = forecast.from.map((value, axis) => value + (forecast.to[axis] - value) * along);
          const formatter = narrow ? 'Forecast' : `Forecast ${forecast.basis}`;
          const room = ((last - middle[0]) / (last - points[0][0])) * this.clientWidth * 0.9;
          const position = room > formatter.length * LETTER ? 'right' : 'left';
          return this.#forecast(forecast, well, middle, { ...label, color: text, show: true, position, formatter });
        }),
      ],
    };
  }

  // Neighbours are named at opposite ends, so that their names don't lie on each other.
  #levels(label) {
    return this.levels
      .filter(([, level]) => level <= this.total)
      .sort(([, one], [, other]) => one - other)
      .map(([name, level], index) => ({
        yAxis: level,
        label: { ...label, formatter: `Alert at ${name}`, position: index % 2 ? 'insideEndTop' : 'insideStartTop' },
      }));
  }

  #forecast({ basis, from, to, range }, color, middle, label) {
    const line = {
      type: 'line',
      name: basis,
      data: [from, { value: middle, symbolSize: 0, label }, to],
      symbol: 'emptyCircle',
      symbolSize: 7,
      lineStyle: { color, width: 2, type: [7, 5] },
      itemStyle: { color },
    };
    return range ? [this.#range(from, to, range, color), line] : [line];
  }

  // The triangle between the lines to the earliest and to the latest.
  #range(from, [, left], [earliest, latest], color) {
    return {
      type: 'custom',
      silent: true,
      tooltip: { show: false },
      data: [[from[0], from[1]]],
      renderItem: (_, api) => ({
        type: 'polygon',
        shape: { points: [api.coord(from), api.coord([earliest, left]), api.coord([latest, left])] },
        style: { fill: color, opacity: 0.18 },
      }),
    };
  }

  tip(shown) {
    const { seriesName, seriesIndex, value } = shown.find(({ seriesType }) => seriesType === 'line');
    const [at, left] = value;
    return [`${date(at)}, ${time(at)}`, [hours(left), seriesIndex ? `left, by the forecast ${seriesName}` : 'left']];
  }

  // What the clock on the wall shows in the account's zone, as if that were UTC: ECharts puts its ticks on UTC days.
  #wallClock() {
    const clock = new Intl.DateTimeFormat('en', {
      timeZone: this.zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return (at) => {
      const parts = clock.formatToParts(at);
      const part = (type) => Number(parts.find((each) => each.type === type).value);
      return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    };
  }
}

customElements.define('drawdown-remaining-chart', RemainingChart);
