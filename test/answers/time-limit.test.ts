import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { timeLimit } from '../../src/cluster/http/time-limit';
import { sources, textOf } from '../project/repository';

it('a time limit holds as a part of another signal, also after memory was freed', async () => {
  setFlagsFromString('--expose-gc');
  const free = runInNewContext('gc') as () => void;
  const over = new Promise((resolve) => {
    AbortSignal.any([timeLimit(100)]).addEventListener('abort', resolve);
  });
  for (let times = 0; times < 3; times += 1) {
    await setImmediate();
    free();
  }
  await over;
});

it('every time limit of a request is such a one', () => {
  const found = sources().filter((file) => textOf(`src/${file}`)?.includes('AbortSignal.timeout('));
  expect(found).toEqual(['cluster/http/time-limit.ts']);
});
