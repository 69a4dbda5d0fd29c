import type { Command } from 'commander';
import type { Explanation } from '../../actions/explain/explain';
import { formatLocation, printable } from '../../diagnostics';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

export function explainCommand(terminal: Terminal): Command {
  return namedCommand('explain')
    .argument('<path>', 'path of a value, such as pssp.api.replicas, or of a whole flow, such as pssp.api')
    .addOption(environmentOption())
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        'towpath explain -e prod pssp.api.replicas',
        'towpath explain -e prod pssp.db',
        'towpath explain -e dev namespace',
      ),
    )
    .action(async (path: string, { env, output }: { env: string; output: string }) => {
      const { explain } = await import('../../actions/explain/explain');
      const explanations = await explain({ environment: env, path });
      terminal.out(
        output === 'json'
          ? jsonText(explanations)
          : explanations.map((explanation) => explanationText(explanation, env, terminal)).join('\n'),
      );
    });
}

/** The value and its layers. On a screen that is too narrow, the place of a layer follows in a line of its own. */
function explanationText({ path, value, layers }: Explanation, env: string, { paint, width }: Terminal): string {
  const head = `${paint.bold(printable(path))} ${paint.dim(`in ${env}:`)} ${value === undefined ? paint.dim('not set') : show(value)}`;
  const values = layers.map((layer) => show(layer.value));
  const places = layers.map(({ location }) => (location ? `${printable(formatLocation(location))} ` : ''));
  const longest = Math.max(...values.map((text) => text.length));
  const isWide = layers.some(({ origin }, position) => `  > ${places[position]}${origin}  `.length + longest > width);
  const lines = layers.map(({ origin }, position) => {
    const mark = position === 0 ? paint.green('>') : ' ';
    const shown = values[position] ?? '';
    const place = `${paint.cyan(places[position] ?? '')}${paint.dim(printable(origin))}`;
    return isWide ? `  ${mark} ${shown}\n      ${place}` : `  ${mark} ${shown.padEnd(longest)}  ${place}`;
  });
  return [head, ...lines].join('\n');
}

function show(value: unknown): string {
  if (value === null) return 'null (removes the value)';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
