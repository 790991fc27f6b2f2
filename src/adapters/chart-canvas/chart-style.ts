import type { TrendPoint } from '../../model/report.ts';
import type { VerdictKind } from '../../model/verdict.ts';

export const FONT = 'DejaVu Sans';
export const INK = '#1f2933';
export const FAINT = '#6b7785';
export const GRID = '#e4e8ec';
/** Behind the column of this job. */
export const SPOTLIGHT = '#f1f5f9';
export const TRACE = '#9fb3c4';

/** Colours of Okabe and Ito, which people with any colour vision tell apart. */
const BLUE = '#0072b2';
const SKY = '#56b4e9';
const GREEN = '#009e73';
const ORANGE = '#e69f00';
/** Orange that can be read on white. */
const ORANGE_TEXT = '#a86b00';
const VERMILLION = '#d55e00';
const PURPLE = '#a2447d';
const GREY = '#7a8491';

export const BASELINE_COLOUR = '#44515e';
/** Beside lines of the candidate: lighter than these, so that the two are told apart in print, too. */
export const BASELINE_LINE = '#8a96a3';
export const LIMIT_COLOUR = VERMILLION;
export const CANDIDATE_COLOUR = BLUE;
export const WAIT_COLOUR = PURPLE;
/** Of moments, in the order in which they come. */
export const MARK_COLOURS: readonly string[] = [ORANGE_TEXT, BLUE, PURPLE, GREEN];

/** How a job is marked: by shape as well as by colour. */
export interface JobMark {
  readonly label: string;
  readonly colour: string;
  /** A point style of Chart.js. */
  readonly shape: 'circle' | 'triangle' | 'cross' | 'crossRot' | 'rect' | 'rectRot' | 'star';
  readonly filled: boolean;
  /** Of the value beside the mark: light colours cannot be read on white. */
  readonly textColour: string;
}

const MARKS: Readonly<Record<VerdictKind | 'accepted', JobMark>> = {
  passed: solid('passed', BLUE, 'circle'),
  improved: solid('improved', GREEN, 'rectRot'),
  warned: solid('warned', ORANGE, 'triangle'),
  regressed: { ...solid('regressed', VERMILLION, 'crossRot'), textColour: VERMILLION },
  accepted: solid('slower, accepted', INK, 'star'),
  'slo-breached': { ...solid('SLO breached', PURPLE, 'rect'), textColour: PURPLE },
  inconclusive: hollow('inconclusive', GREY, 'rectRot'),
  invalid: hollow('invalid', GREY, 'cross'),
  'not-comparable': hollow('not comparable', GREY, 'rect'),
  'no-baseline': hollow('no baseline yet', SKY, 'circle'),
};

/** In the order of the legend. */
export const JOB_MARKS: readonly JobMark[] = Object.values(MARKS);

/** A regression that became the baseline was accepted by a person. */
export function markOf({ verdict, status }: Pick<TrendPoint, 'verdict' | 'status'>): JobMark {
  return MARKS[verdict === 'regressed' && status === 'promoted' ? 'accepted' : verdict];
}

/** Marks that are drawn as strokes alone need thicker ones. */
export function isStroked({ shape }: JobMark): boolean {
  return shape === 'cross' || shape === 'crossRot' || shape === 'star';
}

function solid(label: string, colour: string, shape: JobMark['shape']): JobMark {
  return { label, colour, shape, filled: true, textColour: INK };
}

function hollow(label: string, colour: string, shape: JobMark['shape']): JobMark {
  return { label, colour, shape, filled: false, textColour: INK };
}
