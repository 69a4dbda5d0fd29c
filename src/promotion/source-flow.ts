import type { Version } from './version';

/** A flow in the environment that a promotion takes versions from. */
export interface SourceFlow {
  readonly application: string;
  readonly flow: string;
  /** Why no version can be taken from the flow, in words that follow its name: `is failed: …`. Absent if it is ready. */
  readonly obstacle?: string;
  /** When a container of the living pods last restarted. Absent if none did, or if no cluster was asked. */
  readonly restartedAt?: string;
  /** The built images of the flow. */
  readonly images: readonly SourceImage[];
}

/** A built image of a flow, with the version that the source has. */
export interface SourceImage extends Version {
  /** The name of the image in the application. */
  readonly image: string;
  /** The digest that the pods run, as far as they report one. */
  readonly runningDigest?: string;
  /** The commit that the newest release of the flow was made from. Absent if it is not known, or was not committed. */
  readonly commit?: string;
  /** When the release that brought the version was deployed. Absent if no release says so. */
  readonly releasedAt?: string;
  /** The creation of the oldest living pod that runs the image. Absent if there are no pods. */
  readonly podsSince?: string;
}
