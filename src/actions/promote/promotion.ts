import type { GateState } from '../../gates/gate-state';
import type { LiftedRule } from '../../promotion/lifted-rule';
import type { Move } from '../../promotion/moves';
import type { SharedImage } from '../../promotion/selection';
import type { FileChange, ObjectChange } from '../diff/change';
import type { Commits } from '../git/history';
import type { PinChange } from '../pin/edited-files';

/** A promotion, as plain data. The content of Secrets is masked. */
export interface Promotion {
  /** The environment that the versions come from. */
  readonly from: string;
  /** The environment that gets them. */
  readonly to: string;
  /** How the versions were found: what runs in the source, what is pinned there, or the number of a release. */
  readonly taken: 'running' | 'pins' | number;
  /** What changes. Empty if the target has all versions already. */
  readonly moves: readonly Move[];
  /** The rules that it breaks because the caller allows it. */
  readonly lifted: readonly LiftedRule[];
  /** The promoted flows that have their versions already, as `application/flow`. */
  readonly unchanged: readonly string[];
  /** The images that several promoted flows share. */
  readonly shared: readonly SharedImage[];
  /** The commits between each old and new version. */
  readonly commits: readonly VersionCommits[];
  /** The pins to edit. */
  readonly pins: readonly PinChange[];
  /** What changes in the output of all environments. */
  readonly changes: readonly (ObjectChange | FileChange)[];
  /** The gates of the target that count for edits of its files, with their states. */
  readonly gates: readonly GateState[];
  /** The jobs that a deploy runs, as `application/flow`. */
  readonly jobs: readonly string[];
  /** The flows that have no pod while a deploy replaces them, as `application/flow`. */
  readonly down: readonly string[];
}

/** The commits between two versions of some flows. */
export interface VersionCommits extends Commits {
  /** As `application/flow`. */
  readonly flows: readonly string[];
  readonly from: string;
  readonly to: string;
}
