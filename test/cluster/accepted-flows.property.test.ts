import fc from 'fast-check';
import { ask } from '../../tools/verdicts/ask';
import { anySample } from '../helpers/arbitrary/samples';
import { synthesizeSample } from '../helpers/arbitrary/synthesize-sample';
import { onServer, server } from './helpers/server';

onServer('what towpath writes for flows with values of all kinds', () => {
  it('is accepted by the server', async () => {
    await fc.assert(
      fc.asyncProperty(anySample, async (sample) => {
        const made = synthesizeSample(sample);
        fc.pre(!Array.isArray(made));
        const objects = Object.values((made as Exclude<typeof made, string[]>).objects);
        // A server without the kinds of OpenShift knows no Route.
        const known = objects.filter(({ kind }) => kind !== 'Route');
        const verdicts = await ask(server(), known);
        expect(verdicts.flatMap(({ accepted, reason }) => (accepted ? [] : [reason]))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
