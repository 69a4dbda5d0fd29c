import { conformanceViolations } from 'towpath/testing';
import ts from 'typescript';
import { pulumi } from '../../src/targets/pulumi/target';

// The suite takes half a minute, so it is not part of `npm test`. It needs no cluster.
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
