import type { ListOptions, Resource, WatchEvent } from '../../src/cluster/cluster';
import { copy } from './copy';
import { isSelected } from './selectors';
import { isOf, type Store } from './store';

/** What is there, and then what happens, until the signal ends it. */
export async function* watchStore(
  store: Store,
  resource: Resource,
  options: ListOptions,
  signal: AbortSignal,
  listed?: () => void,
): AsyncGenerator<WatchEvent> {
  const events: WatchEvent[] = store.list(resource, options).map((object) => ({ type: 'ADDED', object }));
  let wake = () => {};
  const end = store.listen((event) => {
    if (isOf(resource, event.object) && isSelected(event.object, options)) events.push(event);
    wake();
  });
  const abort = () => wake();
  signal.addEventListener('abort', abort);
  try {
    for (let there = events.length; there > 0; there -= 1) yield copy(events.shift() as WatchEvent);
    listed?.();
    while (!signal.aborted) {
      const event = events.shift();
      if (event) yield copy(event);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    end();
    signal.removeEventListener('abort', abort);
  }
}
