/** The changes of one object. */
export interface ObjectChange {
  readonly environment: string;
  readonly application?: string;
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  /** The object's file, relative to the output folder. */
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Whether only the version of an image changes, with the names that follow from it. */
  readonly pinOnly: boolean;
  /** The changed fields. Empty if the whole object is added or removed. The content of Secrets is masked. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  /** The path, with entries of lists by name: `spec.template.spec.containers.api.image`. */
  readonly path: string;
  /** Absent if the field is added. */
  readonly from?: unknown;
  /** Absent if the field is removed. */
  readonly to?: unknown;
  /** Whether the change comes from a pin: the version of an image, or a name that follows from it. */
  readonly pin: boolean;
}

/** The change of a file that a target other than plain YAML writes. */
export interface FileChange {
  readonly target: string;
  /** Absent if the file contains several environments. */
  readonly environment?: string;
  /** Absent if the file contains several applications. */
  readonly application?: string;
  /** The path, relative to the output folder: `compose/prod/pssp/compose.yaml`. */
  readonly file: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Whether only the versions of images change, with the names that follow from them. */
  readonly pinOnly: boolean;
}
