import type { KnownApprovals } from './approvals';
import type { KnownReviews } from './reviews';

/** An image of a flow whose version a change brings to an environment. */
export interface Arrival {
  readonly application: string;
  readonly flow: string;
  /** The name of the image in the application. */
  readonly image: string;
  /** The tag, the digest, or both: `v1`, `sha256:…` or `v1@sha256:…`. */
  readonly version: string;
}

/** What one source says of a version in the environment that it is promoted from. */
export interface Observation extends Arrival {
  /** The environment that the version was seen in. */
  readonly environment: string;
  /** Who says so: `the cluster of tst`, or `the commit 1234567`. */
  readonly origin: string;
  /** When it was seen. ISO 8601, in UTC. */
  readonly seen: string;
  /** Why the flow is not ready, in words that follow its name. Absent if it is ready. */
  readonly obstacle?: string;
  /** Since when the version runs without a restart, as far as that is known. ISO 8601, in UTC. */
  readonly since?: string;
}

/** The trailers of the commit that is deployed, or why there are none to rely on. */
export type CommitTrailers =
  | { readonly trailers: readonly { readonly key: string; readonly value: string }[] }
  | { readonly problem: string };

/** How a check ended. A check that passed has no reason. */
export interface CheckResult {
  readonly reason?: string;
  /** The last lines that a check printed which did not pass. */
  readonly output?: readonly string[];
}

/** What the states of gates depend on. */
export interface GateFacts {
  /** The moment to tell the states of. */
  readonly at: Date;
  /** The versions that the change brings to the environment. */
  readonly arrivals: readonly Arrival[];
  /** Of several observations of one version in one environment, the first counts. */
  readonly observations: readonly Observation[];
  /** Why something is not known, for each environment that could not be asked, and for the history of git. */
  readonly unknown: readonly string[];
  readonly commit: CommitTrailers;
  /** The approvals of what is deployed, by application. */
  readonly approvals: ReadonlyMap<string, KnownApprovals>;
  /** The pull requests that brought what is deployed, by application. */
  readonly reviews: ReadonlyMap<string, KnownReviews>;
  /** The checks that ran, by the text of their vector. */
  readonly checks: ReadonlyMap<string, CheckResult>;
}

/** Names the image of a flow: `shop/api`, or `shop/api (image web)` if the image has another name than the flow. */
export function arrivalName({ application, flow, image }: Omit<Arrival, 'version'>): string {
  return image === flow ? `${application}/${flow}` : `${application}/${flow} (image ${image})`;
}

export function isSameArrival(one: Arrival, other: Arrival): boolean {
  return (
    one.application === other.application &&
    one.flow === other.flow &&
    one.image === other.image &&
    one.version === other.version
  );
}
