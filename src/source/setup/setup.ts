import type { CommandPlace } from '../source-flow';
import type { BackingKind } from './backing-kinds';

/** Where something was found. */
export interface Place {
  /** Relative to the folder that was searched. */
  readonly file: string;
  readonly line: number;
}

/** What the files of a repository say about how its programs run, besides the flows in them. */
export interface Setup {
  /** Whether the repository has files of Python, or files that only projects of Python have, such as `pyproject.toml`. */
  readonly isPython: boolean;
  readonly images: readonly ImageSetup[];
  readonly services: readonly ComposeService[];
  /** Servers that requirements and settings name, each at its first place. */
  readonly backing: readonly BackingPlace[];
  readonly variables: readonly VariablePlace[];
  readonly manifests: readonly ManifestFolder[];
}

/** A Dockerfile. */
export interface ImageSetup extends Place {
  readonly folder: string;
  /** The name or number of the user, as it is written. */
  readonly user?: { readonly text: string; readonly line: number };
  readonly ports: readonly { readonly port: number; readonly line: number }[];
  /** The program that the image starts. */
  readonly command?: { readonly words: readonly string[]; readonly line: number };
}

/** A service of a Compose file. */
export interface ComposeService extends CommandPlace {
  readonly image?: string;
  /** The folder that its image is built from, and the Dockerfile. */
  readonly build?: { readonly folder: string; readonly file: string };
  /** The ports that the container listens on. */
  readonly ports: readonly number[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it starts only if somebody asks for its profile. */
  readonly isOptional: boolean;
}

export interface BackingPlace extends Place {
  readonly kind: BackingKind;
}

/** A variable that Python code reads from its environment. */
export interface VariablePlace extends Place {
  readonly name: string;
  readonly fallback?: string;
}

/** A folder with objects of Kubernetes. */
export interface ManifestFolder {
  readonly kind: 'chart' | 'kustomize' | 'manifests';
  readonly folder: string;
}
