export interface AdoptOptions {
  /** The folder of the workspace that gets the files. @default the nearest workspace at or above the current folder */
  readonly root?: string | undefined;
  /** The id of the application, and so the name of its file. */
  readonly application: string;
  /**
   * The source of each environment, relative to the current folder: a file or folder of YAML, a kustomize folder, a chart
   * with files of values (`chart+values-prod.yaml`), Compose files (`compose.yaml+compose.prod.yaml`),
   * `cluster:CONTEXT/NAMESPACE`, or `-` for `input`. Each environment promotes from the one before it.
   */
  readonly sources: Readonly<Record<string, string>>;
  /** Values for placeholders such as `${TAG}`: `TAG=v1`, or `prod:TAG=v1` for one environment. @default none */
  readonly set?: readonly string[] | undefined;
  /** Files with such values, a line each: `values.env`, or `prod:prod.env` for one environment. @default none */
  readonly envFiles?: readonly string[] | undefined;
  /** The only application to adopt, if the sources have several. Its values get a file of their own in each environment. */
  readonly select?: string | undefined;
  /** The text of the source `-`. @default nothing */
  readonly input?: string | undefined;
  /** Parts of the names of images that the application builds, besides those whose tag differs between environments. */
  readonly own?: readonly string[] | undefined;
  /** Objects equal only if they are written alike, so that defaults and `1000m` in place of `1` are differences. @default false */
  readonly strict?: boolean | undefined;
  /** Ask the cluster of each environment, by dry runs, what a deploy of the files would change. @default false */
  readonly live?: boolean | undefined;
  /** Path of the kubeconfig that has the contexts. @default the kubeconfig that kubectl would use */
  readonly kubeconfig?: string | undefined;
  /** Write no files. @default false */
  readonly dryRun?: boolean | undefined;
}
