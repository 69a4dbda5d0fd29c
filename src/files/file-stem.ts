/** The name of a YAML file without its folders and its ending: `prod` of `environments/prod.yaml`. */
export function fileStem(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
}
