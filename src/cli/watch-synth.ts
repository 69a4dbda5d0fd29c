import type { SynthOptions } from '../actions/synth/synth';
import { surviveBackground } from './background';
import { fail } from './fail';
import { warn, watchedLine } from './synth-text';
import type { Terminal } from './terminal';
import { untilInterrupted } from './until-interrupted';

/**
 * Synthesizes after each change until the command is interrupted, and prints a line each time. An error is shown, and
 * the watch goes on. Warnings are shown again only if they changed.
 */
export async function watch(options: SynthOptions, terminal: Terminal): Promise<void> {
  const { watchSynth } = await import('../actions/synth/watch-synth');
  surviveBackground();
  let shown = '[]';
  await untilInterrupted({ err: () => {} }, async (signal) => {
    for await (const { result, error, notices, ms } of watchSynth({ ...options, signal })) {
      warn(notices, terminal);
      if (!result) {
        fail(error, terminal);
        terminal.err(terminal.paint.dim('nothing was written; waiting for the next change'));
        continue;
      }
      const warnings = JSON.stringify(result.warnings);
      if (warnings !== shown) warn(result.warnings, terminal);
      shown = warnings;
      terminal.out(watchedLine(result, ms, terminal));
    }
  });
  terminal.exit(130);
}
