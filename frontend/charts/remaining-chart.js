import * as echarts from '../_static/echarts/6.0.0/dist/echarts.esm.min.js';

const PROPERTIES = ['points', 'total', 'zone'];

/** A step line of node-hours over time. Set `points` ([[epoch millis, node-hours], …]), `total` and `zone`. */
class RemainingChart extends HTMLElement {
  #chart;
  #drawing;
  #resizes = new ResizeObserver(() => this.#draw());
  #colorSchemes = new MutationObserver(() => this.#draw());

  connectedCallback() {
    PROPERTIES.forEach((name) => this.#observe(name));
    this.#resizes.observe(this);
    this.#colorSchemes.observe(document.documentElement, { attributeFilter: ['data-color-scheme'] });
    this.#draw();
  }

  disconnectedCallback() {
    this.#resizes.disconnect();
    this.#colorSchemes.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  // The server may set a property before this module has been loaded, so accessors are put in place on the instance.
  #observe(name) {
    let value = this[name];
    Object.defineProperty(this, name, {
      configurable: true,
      get: () => value,
      set: (changed) => {
        value = changed;
        this.#draw();
      },
    });
  }

  #draw() {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => {
      if (!this.isConnected || !this.clientWidth || !this.points) return;
      this.#chart ??= echarts.init(this);
      this.#chart.resize();
      this.#chart.setOption(this.#option(), true);
    });
  }

  #option() {
    const narrow = this.clientWidth < 480;
    const accent = this.#color('--drawdown-meter-well');
    const text = this.#color('--vaadin-text-color');
    const quiet = this.#color('--vaadin-text-color-secondary');
    const line = this.#color('--vaadin-border-color-secondary');
    const font = { color: quiet, fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 };
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
    const points = this.points.map(([at, hours]) => [this.#wallClock(clock, at), hours]);

    return {
      animation: false,
      useUTC: true,
      textStyle: font,
      grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'time',
        splitNumber: narrow ? 3 : 6,
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { ...font, hideOverlap: true, formatter: (at) => this.#day.format(at) },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: this.total,
        interval: this.total / 4,
        splitLine: { lineStyle: { color: line } },
        axisLabel: { ...font, formatter: (hours) => hours.toLocaleString('en') },
      },
      tooltip: {
        trigger: 'axis',
        confine: true,
        backgroundColor: this.#color('--aura-surface-color-solid'),
        borderColor: line,
        textStyle: { ...font, color: text },
        formatter: ([{ value: [at, hours] }]) => `${this.#minute.format(at)}<br><b>${this.#hours.format(hours)} h</b> left`,
      },
      series: [
        {
          type: 'line',
          step: 'end',
          data: points,
          showSymbol: false,
          lineStyle: { color: accent, width: 2 },
          itemStyle: { color: accent },
          areaStyle: { color: accent, opacity: 0.1 },
        },
      ],
    };
  }

  #day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  #minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  #hours = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  // What the clock on the wall shows in the account's zone, as if that were UTC: ECharts puts its ticks on UTC days.
  #wallClock(clock, at) {
    const parts = clock.formatToParts(at);
    const part = (type) => Number(parts.find((each) => each.type === type).value);
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  }

  // ECharts reads no oklch() and no light-dark(), so the colour is painted on a pixel and read back.
  #color(property) {
    this.style.color = `var(${property})`;
    const computed = getComputedStyle(this).color;
    this.style.color = '';
    const pixel = new OffscreenCanvas(1, 1).getContext('2d');
    pixel.fillStyle = computed;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
  }
}

customElements.define('drawdown-remaining-chart', RemainingChart);
