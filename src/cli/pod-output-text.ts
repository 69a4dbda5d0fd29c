import { printable, printableLine } from '../diagnostics';
import type { PodOutput } from '../release/pod-output/pod-output';

/** The events and the last lines of pods. A mark stands before each line, so that it cannot be taken for towpath's own. */
export function podOutputText(pods: readonly PodOutput[]): string {
  return pods.flatMap(linesOf).join('\n');
}

function linesOf({ pod, object, containers, events }: PodOutput): string[] {
  const head = (text: string) => printableLine(`pod ${pod} of ${object.kind}/${object.name}: ${text}`);
  const quoted = (lines: readonly string[]) => lines.map((line) => `  | ${printable(line)}`);
  return [
    ...(events.length > 0 ? [head('events'), ...quoted(events)] : []),
    ...containers.flatMap(({ name, isPrevious, lines }) => {
      const run = isPrevious ? ', before it was restarted' : '';
      if (lines.length === 0) return [head(`container ${name} has no output${run}`)];
      return [head(`last lines of container ${name}${run}`), ...quoted(lines)];
    }),
  ];
}
