/** The rules that a promotion may break if its caller says so, by the codes of their errors. */
const liftableRules = ['promotion-skips-environment', 'promotion-backwards'] as const;

export type LiftedRule = (typeof liftableRules)[number];

/** The known rules among these texts, which anybody may have written. */
export function liftedRules(texts: readonly string[]): LiftedRule[] {
  return liftableRules.filter((rule) => texts.includes(rule));
}

/** What the caller of a promotion allowed, in words; undefined if the caller allowed nothing. */
export function allowedText(rules: readonly string[] = []): string | undefined {
  const words = { 'promotion-skips-environment': 'skipped environments', 'promotion-backwards': 'an older version' };
  return (
    liftedRules(rules)
      .map((rule) => words[rule])
      .join(' and ') || undefined
  );
}
