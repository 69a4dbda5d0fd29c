/** The names of the modules that the go.mod file of Kubernetes takes from folders of the same repository. */
export function stagingModules(goMod: string): string[] {
  return [...goMod.matchAll(/^\s*(?:replace\s+)?(k8s\.io\/\S+)\s+(?:v0\.0\.0|=>\s+\.\/staging\/\S+)\s*(?:\/\/.*)?$/gm)]
    .map(([, module]) => module as string)
    .filter((module, index, all) => all.indexOf(module) === index)
    .sort();
}
