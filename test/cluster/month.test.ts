import { writeFileSync } from 'node:fs';
import { person } from '../actions/gates/signed-shop';
import { codesIn } from '../helpers/cli';
import { teamOn } from './helpers/month';
import { onOlderServer } from './helpers/older-server';
import { withControllers } from './helpers/with-controllers';

const today = new Date().toISOString().slice(0, 10);
const freeze = `gates: { healthy: true, windows: { freeze: [{ from: ${today}, to: 2999-01-01, why: year end }] } }`;
const healthy = 'gates: { healthy: true }';

/** Steps of a team's month. Each step continues with what the step before has left. */
withControllers('a month of releases', () => {
  onOlderServer('in two clusters', (older) => {
    let team: Awaited<ReturnType<typeof teamOn>>;
    const desk = async (...args: string[]) => {
      const { code, stdout, stderr } = await team.atDesk(...args);
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr });
      return stdout;
    };
    // No controller runs in the cluster of prod, so nobody waits for pods there.
    const toProd = ['deploy', '-e', 'prod', '-y', '--no-wait'];

    beforeAll(async () => {
      team = await teamOn(older());
    });

    it('goes from the first deploy to prod, and the pipeline of prod takes the record of the commit', async () => {
      await desk('deploy', '-y');
      await desk('promote', 'tst', '--commit', '--deploy', '-y');
      writeFileSync(team.path('environments/prod.yaml'), team.prodFile('v0.9.0', healthy));
      await desk('synth');
      team.commit('Prod starts with an old version');
      await desk('promote', 'prod', '--commit', '--push', '-y');
      const pipeline = team.clone();
      const gates = await pipeline('gates', '-e', 'prod');
      expect({ ...gates, isRecorded: /commit [0-9a-f]{7}/.test(gates.stdout) }).toMatchObject({
        code: 0,
        isRecorded: true,
      });
      expect(await pipeline(...toProd)).toMatchObject({ code: 0 });
      expect(team.imageInProd('api')).toBe('example/api:v1.0.0');
    });

    it('deploys nothing from a clone that lacks the commit of the promotion', async () => {
      await desk('pin', '-e', 'dev', 'shop=v2.0.0');
      await desk('synth');
      team.commit('v2.0.0 to dev');
      await desk('deploy', '-e', 'dev', '-y');
      await desk('promote', 'tst', '--commit', '--deploy', '-y');
      await desk('promote', 'prod', '--commit', '-y');
      writeFileSync(team.path('notes.txt'), 'later\n');
      team.commit('Something later');
      team.push();
      const refused = await team.clone(1)(...toProd);
      expect([refused.code, codesIn(refused)]).toEqual([2, ['gate-closed']]);
      expect(refused.stderr).toMatch(/history/);
      expect(await team.clone()(...toProd)).toMatchObject({ code: 0 });
      expect(team.imageInProd('wrk')).toBe('example/api:v2.0.0');
    });

    it('refuses a pin that was edited by hand, also if the change removes the gate', async () => {
      for (const gates of [healthy, '']) {
        writeFileSync(team.path('environments/prod.yaml'), team.prodFile('v3.0.0', gates));
        await desk('synth');
        team.commit('v3.0.0 to prod, by hand');
        team.push();
        const refused = await team.clone()(...toProd);
        expect([refused.code, codesIn(refused)]).toEqual([2, ['gate-closed']]);
      }
      expect(team.imageInProd('api')).toBe('example/api:v2.0.0');
    });

    it('rolls back during a freeze in a checkout that is thrown away, and the version stays away', async () => {
      writeFileSync(team.path('environments/prod.yaml'), team.prodFile('v2.0.0', freeze));
      await desk('synth');
      team.commit('Freeze');
      team.push();
      const frozen = team.clone();
      expect(await frozen(...toProd)).toMatchObject({ code: 0 });
      expect(await frozen('rollback', '-e', 'prod', 'shop', '-y', '--no-wait', '--to', '1')).toMatchObject({ code: 0 });
      expect(team.imageInProd('api')).toBe('example/api:v1.0.0');
      const refused = await team.clone()(...toProd);
      expect(refused.code).toBe(2);
      expect(codesIn(refused)).toContain('version-held');
      expect(team.imageInProd('api')).toBe('example/api:v1.0.0');
    });

    it('deploys the version again after the hold is lifted, with a reason for the freeze', async () => {
      const pipeline = team.clone();
      expect(await pipeline('hold', '-e', 'prod', 'shop', '--lift')).toMatchObject({ code: 0 });
      const refused = await pipeline(...toProd);
      // The freeze, and `healthy`: the pin was edited by hand, so no commit says that v2.0.0 was ready in tst.
      expect([refused.code, codesIn(refused)]).toEqual([2, ['gate-closed', 'gate-closed']]);
      expect(refused.stderr).toContain('year end');
      expect(await pipeline(...toProd, '--override', 'customers wait')).toMatchObject({ code: 0 });
      expect(team.imageInProd('api')).toBe('example/api:v2.0.0');
      expect((await pipeline('history', '-e', 'prod')).stdout).toContain('customers wait');
    });

    it('deploys a change that somebody else has approved, and not one that its author approves', async () => {
      // Commits of the team have this address.
      const [author, ann] = [person('a@example.org'), person('ann@example.org')];
      const list = [author, ann].map(({ name, publicKey }) => `${name} ${publicKey}\n`).join('');
      const change = async (tag: string) => {
        writeFileSync(team.path('environments/prod.yaml'), team.prodFile(tag, 'gates: { approvals: 1 }'));
        await desk('synth');
        team.commit(`${tag} to prod`);
        team.push();
      };
      writeFileSync(team.path('environments/approvers'), list);
      await change('v3.0.0');
      expect(await team.clone()(...toProd, '--override', 'approvals begin')).toMatchObject({ code: 0 });
      await change('v4.0.0');
      expect(codesIn(await team.clone()(...toProd))).toEqual(['gate-closed']);
      const refused = await team.approveAs(author);
      expect([refused.code, codesIn(refused)]).toEqual([2, ['approval-refused']]);
      expect(await team.approveAs(ann)).toMatchObject({ code: 0, stderr: '' });
      team.push();
      const pipeline = team.clone();
      expect((await pipeline('gates', '-e', 'prod')).stdout).toContain('the approval of ann@example.org');
      expect(await pipeline(...toProd)).toMatchObject({ code: 0 });
      expect(team.imageInProd('api')).toBe('example/api:v4.0.0');
    });
  });
});
