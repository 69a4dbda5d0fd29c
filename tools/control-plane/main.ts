import { controlPlane, olderApiServer } from './control-plane';
import { Unavailable } from './unavailable';

/** Prints where the binaries are. Exit code 3: there can be none here, for the reason that it says. */
try {
  process.stdout.write(`${controlPlane()}\n`);
  tryOlder();
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  process.stderr.write(`skipped: ${error.message}\n`);
  process.exitCode = 3;
}

/** The tests do without it. */
function tryOlder(): void {
  try {
    process.stdout.write(`${olderApiServer()}\n`);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    process.stderr.write(`skipped: what asks an older server: ${error.message}\n`);
  }
}
