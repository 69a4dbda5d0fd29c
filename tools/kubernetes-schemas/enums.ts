/** Allowed values by `<group>.<version>.<type>.<field>`, such as `core.v1.Container.imagePullPolicy`. */
export type Enums = ReadonlyMap<string, readonly string[]>;

/**
 * Enumerations out of Kubernetes' generated code: its API server publishes them, the document
 * in its repository is made without.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.0/hack/update-openapi-spec.sh
 */
export function enumsOf(go: string): Enums {
  const enums = new Map<string, readonly string[]>();
  let type = '';
  let field = '';
  for (const line of go.split('\n')) {
    const opened = /^func schema_(?:k8sio_api|pkg_apis)_(\w+?)_(v\d\w*?)_(\w+)\(/.exec(line);
    if (opened) type = opened.slice(1).join('.');
    else if (line.startsWith('func ')) type = '';
    // Fields stand at this depth; deeper ones are those of list items, which have no name of their own.
    field = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1] ?? field;
    const values = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line)?.[1];
    if (values && type) enums.set(`${type}.${field}`, JSON.parse(`[${values}]`));
  }
  return enums;
}
