/** The modules that a go.mod of Kubernetes takes from folders beside it. */
export function stagingModules(goMod: string): string[] {
  return [...goMod.matchAll(/^\s*(?:replace\s+)?(k8s\.io\/\S+)\s+(?:v0\.0\.0|=>\s+\.\/staging\/\S+)\s*(?:\/\/.*)?$/gm)]
    .map(([, module]) => module as string)
    .filter((module, index, all) => all.indexOf(module) === index)
    .sort();
}
