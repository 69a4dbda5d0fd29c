import { dashed } from '../../../adoption/words';
import { type BackingKind, backingKinds, backingOfImage } from '../../../source/setup/backing-kinds';
import type { Setup } from '../../../source/setup/setup';
import { freeId } from './flow-id';
import type { Guess, ProposedStore } from './proposal';

/** A version of each server for repositories that name none. */
const images: Readonly<Record<BackingKind, string>> = {
  redis: 'redis:7.4',
  postgres: 'postgres:17.2',
  mysql: 'mysql:8.4',
  rabbitmq: 'rabbitmq:4.0',
  mongo: 'mongo:8.0',
};

/** The servers beside the programs: those of Compose files, and those that only requirements and settings name. */
export function proposeStores(
  { services, backing }: Setup,
  ids: Set<string>,
): { stores: ProposedStore[]; guesses: Guess[] } {
  const stores: ProposedStore[] = [];
  const guesses: Guess[] = [];
  for (const { name, image, file, line } of services) {
    const kind = image === undefined ? undefined : backingOfImage(image);
    // A second Compose file repeats the servers of the first one.
    if (!kind || image === undefined || stores.some((store) => store.kind === kind && store.from.file !== file))
      continue;
    const id = freeId(dashed(name, 40) || kind, ids);
    const from = { file, line };
    const isPinned = /^[\w./:-]+:(?!latest$)[A-Za-z0-9_][\w.-]*$/.test(image);
    stores.push({ id, kind, image: isPinned ? image : images[kind], from });
    guesses.push({ text: `\`${id}\` runs ${isPinned ? image : `${images[kind]}, as no version is set`}`, from });
  }
  for (const kind of backingKinds) {
    const place = backing.find((one) => one.kind === kind);
    if (!place || stores.some((store) => store.kind === kind)) continue;
    const from = { file: place.file, line: place.line };
    const id = freeId(kind, ids);
    stores.push({ id, kind, image: images[kind], from });
    guesses.push({ text: `\`${id}\` runs ${images[kind]}, whose version is made up`, from });
  }
  return { stores, guesses };
}
