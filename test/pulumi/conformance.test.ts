import { conformanceViolations } from 'towpath/testing';
import ts from 'typescript';
import { pulumi } from '../../src/targets/pulumi/target';

// The suite takes half a minute, so it stands here and not in `npm test`; it needs no cluster.
test('the Pulumi target follows the rules that all targets follow', async () => {
  const violations = await conformanceViolations(pulumi, {
    read: (files) => {
      const programs = files.filter(({ path }) => path.endsWith('.ts'));
      const [error] = programs.flatMap(
        ({ text }) => ts.transpileModule(text, { reportDiagnostics: true }).diagnostics ?? [],
      );
      return error && ts.flattenDiagnosticMessageText(error.messageText, '\n');
    },
  });
  expect(violations).toEqual([]);
});
