import type { VerdictKind } from '../../model/verdict.ts';

export const FONT = 'DejaVu Sans';
export const INK = '#1f2933';
export const FAINT = '#6b7785';
export const GRID = '#e4e8ec';

/** Colours of Okabe and Ito, which people with any colour vision tell apart. */
const BLUE = '#0072b2';
const SKY = '#56b4e9';
const GREEN = '#009e73';
const ORANGE = '#e69f00';
const VERMILLION = '#d55e00';
const PURPLE = '#a2447d';
const GREY = '#7a8491';

export const BASELINE_COLOUR = '#44515e';
export const LIMIT_COLOUR = VERMILLION;
export const CANDIDATE_COLOUR = VERMILLION;
export const CALM_COLOUR = BLUE;

/** How a verdict is marked: by shape as well as by colour. */
export interface VerdictMark {
  readonly label: string;
  readonly colour: string;
  /** A point style of Chart.js. */
  readonly shape: 'circle' | 'triangle' | 'crossRot' | 'rect' | 'rectRot' | 'star';
  readonly filled: boolean;
}

export const VERDICT_MARKS: Readonly<Record<VerdictKind, VerdictMark>> = {
  passed: { label: 'passed', colour: BLUE, shape: 'circle', filled: true },
  improved: { label: 'improved', colour: GREEN, shape: 'rectRot', filled: true },
  warned: { label: 'warned', colour: ORANGE, shape: 'triangle', filled: true },
  regressed: { label: 'regressed', colour: VERMILLION, shape: 'crossRot', filled: true },
  'slo-breached': { label: 'SLO breached', colour: PURPLE, shape: 'rect', filled: true },
  inconclusive: { label: 'inconclusive', colour: GREY, shape: 'rectRot', filled: false },
  invalid: { label: 'invalid', colour: GREY, shape: 'crossRot', filled: false },
  'not-comparable': { label: 'not comparable', colour: GREY, shape: 'rect', filled: false },
  'no-baseline': { label: 'no baseline yet', colour: SKY, shape: 'circle', filled: false },
};
