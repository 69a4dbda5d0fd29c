import { Command } from 'commander';
import type { Explanation } from '../../actions/explain/explain';
import { formatLocation, printable } from '../../diagnostics';
import { jsonText } from '../json';
import { environmentOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('show a value and all layers that set it')
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

function explanationText({ path, value, layers }: Explanation, env: string, { paint }: Terminal): string {
  const head = `${paint.bold(printable(path))} ${paint.dim(`in ${env}:`)} ${value === undefined ? paint.dim('not set') : show(value)}`;
  const values = layers.map((layer) => show(layer.value));
  const width = Math.max(...values.map((text) => text.length));
  const lines = layers.map(({ origin, location }, position) => {
    const mark = position === 0 ? paint.green('>') : ' ';
    const place = location ? `${paint.cyan(printable(formatLocation(location)))} ` : '';
    return `  ${mark} ${(values[position] ?? '').padEnd(width)}  ${place}${paint.dim(printable(origin))}`;
  });
  return [head, ...lines].join('\n');
}

function show(value: unknown): string {
  if (value === null) return 'null (removes the value)';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
