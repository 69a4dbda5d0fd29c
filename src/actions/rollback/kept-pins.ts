import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { pinLayers } from '../../environments/image-pin';
import type { CheckedRestore } from './checked-restore';
import { declaredPins } from './pins';

type KeptPin = ReturnType<typeof pinLayers>[number];

/**
 * Warnings for pins of flows whose restored release has no version. Nothing can replace such a pin, so it still names
 * the version that was rolled back.
 */
export function keptPins(
  environment: Environment,
  { plan: { desired }, revision, flows, declared }: Pick<CheckedRestore, 'plan' | 'revision' | 'flows' | 'declared'>,
): Issue[] {
  const { application } = desired;
  const kept = new Map<string, { readonly pin: KeptPin; readonly flows: readonly string[] }>();
  for (const [flow, { builds, tag, digest }] of Object.entries(declaredPins(desired.flows, declared))) {
    if (builds === undefined || tag !== undefined || digest !== undefined || !flows.includes(flow)) continue;
    const pin = pinLayers(environment, application, flow, builds).at(-1);
    if (pin) kept.set(pin.origin, { pin, flows: [...(kept.get(pin.origin)?.flows ?? []), flow] });
  }
  return [...kept.values()].map(({ pin, flows: pinned }) => {
    const names = pinned.map((flow) => `\`${flow}\``).join(', ');
    const message = `release ${revision} runs ${names} without a tag or digest, so the pin \`${pin.origin}: ${pin.text}\` was left as it is`;
    return warningIssue('pin-kept', message, { hint: hintFor(environment, pin), location: pin.location });
  });
}

function hintFor({ name }: Environment, pin: KeptPin): string {
  const [, application, , image] = pin.origin.split('.').slice(0, -1);
  const target = [application, image].filter((part) => part !== undefined).join('/');
  return `the next deploy would bring \`${pin.text}\` again: set another version with \`towpath pin -e ${name} ${target}=TAG\`, or remove the pin`;
}
