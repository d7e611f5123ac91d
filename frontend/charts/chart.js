import * as echarts from '../_static/echarts/6.0.0/dist/echarts.esm.min.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HOURS = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Node-hours with their unit, as everywhere in the console. */
export const hours = (number) => `${HOURS.format(number)}\u00a0h`;

/** The day and month of a date that is given in UTC. */
export const day = (date) => `${new Date(date).getUTCDate()}\u00a0${MONTHS[new Date(date).getUTCMonth()]}`;

/** A date in UTC with its year. */
export const date = (date) => `${day(date)}\u00a0${new Date(date).getUTCFullYear()}`;

/** The time of day in UTC. */
export const time = (date) => new Date(date).toISOString().slice(11, 16);

/**
 * A chart that is drawn anew when one of its properties, its size or the theme changes, and never moves by itself. What is
 * drawn is its subclass's `option(style)`; the properties are those that the subclass names.
 */
export class Chart extends HTMLElement {
  #chart;
  #drawing;
  #resizes = new ResizeObserver(() => this.#draw());
  #colorSchemes = new MutationObserver(() => this.#draw());

  connectedCallback() {
    this.constructor.properties.forEach((name) => this.#observe(name));
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
      const complete = this.constructor.properties.every((name) => this[name] !== undefined);
      if (!this.isConnected || !this.clientWidth || !complete) return;
      this.#chart ??= echarts.init(this);
      this.#chart.resize();
      this.#chart.setOption(this.#option(), true);
    });
  }

  #option() {
    const quiet = this.#color('--vaadin-text-color-secondary');
    const style = {
      narrow: this.clientWidth < 480,
      well: this.#color('--drawdown-meter-well'),
      low: this.#color('--drawdown-meter-low'),
      surface: this.#color('--drawdown-content'),
      text: this.#color('--vaadin-text-color'),
      quiet,
      line: this.#color('--vaadin-border-color-secondary'),
      font: { color: quiet, fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 },
    };
    return {
      animation: false,
      useUTC: true,
      textStyle: style.font,
      grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      ...this.option(style),
      tooltip: {
        trigger: 'axis',
        confine: true,
        transitionDuration: 0,
        backgroundColor: this.#color('--aura-surface-color-solid'),
        borderColor: style.line,
        textStyle: { ...style.font, color: style.text },
        axisPointer: { type: 'line', lineStyle: { color: quiet } },
        formatter: (shown) => this.#tip(...this.tip(shown)),
      },
    };
  }

  #tip(title, ...lines) {
    const tip = document.createElement('div');
    tip.append(title);
    for (const [figure, words] of lines) {
      const strong = document.createElement('b');
      strong.append(figure);
      const line = document.createElement('div');
      line.append(strong, ` ${words}`);
      tip.append(line);
    }
    return tip;
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
