let kept: NodeJS.ProcessEnv | undefined;

/**
 * From now on, code of applications that sets or deletes variables changes nothing for towpath and the programs that it
 * starts. Otherwise the cluster of a deploy would depend on an `.env` file that an application reads.
 */
export function keepVariables(): void {
  kept ??= { ...process.env };
}

/** The variables of this process, without those that code of applications has set. */
export function ownVariables(): NodeJS.ProcessEnv {
  return kept ?? process.env;
}
