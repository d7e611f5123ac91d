import { Chart, date, day, hours } from './chart.js';

const WEEK = 7;

/** Stacked bars of node-hours by day. Set `days` ([['2026-11-22', covered, pay-per-use], …]). */
class UsageChart extends Chart {
  static properties = ['days'];

  option({ narrow, well, low, line, font, surface }) {
    const step = narrow ? 2 * WEEK : WEEK;
    const count = this.days.length;
    const bars = { type: 'bar', stack: 'day', barMaxWidth: 28, barCategoryGap: narrow ? '20%' : '35%' };

    return {
      xAxis: {
        type: 'category',
        data: this.days.map(([each]) => each),
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { ...font, formatter: day, interval: (index) => (count - 1 - index) % step === 0 },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        splitLine: { lineStyle: { color: line } },
        axisLabel: { ...font, formatter: (number) => number.toLocaleString('en') },
      },
      series: [
        { ...bars, data: this.days.map(([, covered]) => covered), itemStyle: { color: well, borderRadius: 2 } },
        {
          ...bars,
          data: this.days.map(([, , payPerUse]) => payPerUse),
          itemStyle: {
            color: low,
            borderRadius: 2,
            decal: { color: surface, dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4 },
          },
        },
      ],
    };
  }

  tip([{ dataIndex }]) {
    const [each, covered, payPerUse] = this.days[dataIndex];
    return [date(each), [hours(covered), 'covered by packages'], [hours(payPerUse), 'pay-per-use']];
  }
}

customElements.define('drawdown-usage-chart', UsageChart);
