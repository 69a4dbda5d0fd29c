import { dashed } from '../../../adoption/words';
import type { ComposeService, ImageSetup, Setup } from '../../../source/setup/setup';
import type { Guess, ProposedImage } from './proposal';

/** The user of an image whose Dockerfile names none that is a number. */
const guessedUser = 1000;

/** The images of the Dockerfiles of a repository, or one for the whole repository if it has none. */
export function proposeImages(setup: Setup, application: string): { images: ProposedImage[]; guesses: Guess[] } {
  if (setup.images.length === 0) {
    const image = imageOf(application, '', guessedUser, application, undefined);
    return {
      images: [image],
      guesses: [
        {
          text: `no Dockerfile was found, so the image \`${image.repository}\` and the user ${guessedUser} are made up`,
        },
      ],
    };
  }
  const names = new Set<string>();
  const proposed = setup.images.map((one) => {
    const { user, guess } = userOf(one);
    const folder = dashed(one.folder, 40);
    const wanted = folder === '' ? application : folder;
    const name = names.has(wanted) ? `${wanted}-${names.size + 1}` : wanted;
    names.add(name);
    const service = setup.services.find(({ build, image }) => isSameFolder(build, one.folder) && image !== undefined);
    return { image: imageOf(name, one.folder, user, application, service), guess };
  });
  return {
    images: proposed.map(({ image }) => image),
    guesses: proposed.flatMap(({ image: { repository }, guess }) => [
      guess,
      ...(repository.startsWith('example/')
        ? [{ text: `the image is called \`${repository}\` until you name the registry that you push to` }]
        : []),
    ]),
  };
}

/** The image whose folder is nearest above a file. */
export function imageOfFile(file: string, images: readonly ProposedImage[]): ProposedImage | undefined {
  const above = images.filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`));
  return above.sort((a, b) => b.folder.length - a.folder.length)[0];
}

export function isSameFolder(one: string | undefined, folder: string): boolean {
  return one !== undefined && one.replace(/^\.\/|\/$/g, '').replace(/^\.$/, '') === folder;
}

function imageOf(
  name: string,
  folder: string,
  user: number,
  application: string,
  service: ComposeService | undefined,
): ProposedImage {
  const given = /^[a-z0-9][a-z0-9._/-]{0,200}(?=:|$)/.exec(service?.image ?? '')?.[0];
  const repository = given ?? `example/${name === application ? name : `${application}-${name}`}`;
  return { name, folder, user, repository };
}

function userOf({ user, file }: ImageSetup): { user: number; guess: Guess } {
  const from = { file, line: user?.line ?? 1 };
  if (user && /^[1-9]\d{0,8}$/.test(user.text))
    return { user: Number(user.text), guess: { text: `images run as the user ${user.text}`, from } };
  const found = user ? `the user \`${user.text}\` has no number or is root` : 'no user is set';
  return { user: guessedUser, guess: { text: `${found}, so the user ${guessedUser} is made up`, from } };
}
