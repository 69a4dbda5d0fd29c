import { median } from './measure';
import { type Sample, sample, type Work } from './run';

/** One line of the bench: what towpath may take, as a multiple of what a peer takes. */
export interface Row {
  /** The row is chosen by this name. */
  readonly name: string;
  readonly what: string;
  /** The largest ratio that is allowed. Absent for a ratio that is only of interest. */
  readonly goal?: number;
  /** The measure that the goal is about. @default 'wallMs' */
  readonly judgedBy?: keyof Sample;
  /** Prepares the work of towpath and of the peer. @throws Skipped if the peer is not installed */
  readonly prepare: () => { readonly ours: Work; readonly peer: Work };
  /** The most rounds, for a row that takes long. */
  readonly mostRounds?: number;
}

/** The peer of a row is not installed. */
export class Skipped extends Error {}

/** The medians of towpath and of the peer, and the median of the ratios of the rounds. */
export interface Measured {
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

export interface Comparison {
  readonly name: string;
  readonly what: string;
  readonly measured: Readonly<Record<keyof Sample, Measured>>;
  readonly goal?: number;
  readonly isMet?: boolean;
}

/** Runs towpath and the peer in turn, so that the ratio holds while the machine's speed changes. */
export function compare(row: Row, rounds: number, env: NodeJS.ProcessEnv): Comparison {
  const { ours, peer } = row.prepare();
  const pair = () => [sample(ours, env), sample(peer, env)] as const;
  pair(); // fills caches, and is not counted
  const pairs = Array.from({ length: Math.min(row.mostRounds ?? rounds, rounds) }, pair);
  const of = (field: keyof Sample): Measured => ({
    ours: median(pairs.map(([one]) => one[field])),
    peer: median(pairs.map(([, other]) => other[field])),
    ratio: median(pairs.map(([one, other]) => one[field] / other[field])),
  });
  const measured = { wallMs: of('wallMs'), cpuMs: of('cpuMs'), megabytes: of('megabytes') };
  const { name, what, goal, judgedBy = 'wallMs' } = row;
  return { name, what, measured, ...(goal !== undefined && { goal, isMet: measured[judgedBy].ratio <= goal }) };
}

/** Such as `unchanged: …` and below it `wall 900 / 1500 ms = 0.60, CPU 1000 / 1600 ms = 0.63; goal 0.7: met`. */
export function text({ name, what, goal, isMet, measured: { wallMs, cpuMs, megabytes } }: Comparison): string {
  const part = (label: string, { ours, peer, ratio }: Measured, unit: string) =>
    `${label} ${ours.toFixed(0)} / ${peer.toFixed(0)} ${unit} = ${ratio.toFixed(2)}`;
  const parts = [part('wall', wallMs, 'ms'), part('CPU', cpuMs, 'ms')];
  if (megabytes.ours > 0) parts.push(part('memory', megabytes, 'MB'));
  const verdict = goal === undefined ? '' : `; goal ${goal}: ${isMet ? 'met' : 'MISSED'}`;
  return `${name}: ${what}\n  ${parts.join(', ')}${verdict}`;
}
