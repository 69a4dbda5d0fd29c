import { dashed } from '../../../adoption/words';
import { dockerfileProgram, withoutEnvironments } from '../../../source/manifests/file-names';
import type { ImageSetup, Setup } from '../../../source/setup/setup';
import { freeId } from './flow-id';
import type { Guess, ProposedImage } from './proposal';

/** The user of an image whose Dockerfile names none that is a number. */
const guessedUser = 1000;

/** The images of the Dockerfiles of a repository, or one for the whole repository if it has none. */
export function proposeImages(setup: Setup, application: string): { images: ProposedImage[]; guesses: Guess[] } {
  if (setup.images.length === 0) {
    const image = imageOf({ name: application, folder: '', user: guessedUser }, application);
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
  const proposed = withoutEnvironments(setup.images).map((one) => {
    const { user, guess } = userOf(one);
    const services = setup.services.filter(({ build }) => build?.file === one.file);
    // Compose may build a Dockerfile from a folder above it.
    const folder = services[0]?.build?.folder ?? one.folder;
    const name = freeId(dashed(`${folder}-${dockerfileProgram(one.file)}`, 40) || application, names);
    const given = services.find(({ image }) => image !== undefined)?.image;
    return { image: imageOf({ name, folder, file: one.file, user }, application, given), guess };
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

/** The image of a Dockerfile, or the one whose folder is nearest above a file. */
export function imageOfFile(file: string, images: readonly ProposedImage[]): ProposedImage | undefined {
  const own = images.find((image) => image.file === file);
  if (own) return own;
  const above = images.filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`));
  const isForProgram = (image: ProposedImage) => Number(dockerfileProgram(image.file ?? '') !== '');
  return above.sort((a, b) => b.folder.length - a.folder.length || isForProgram(a) - isForProgram(b))[0];
}

/** @param named the image that Compose gives the same build */
function imageOf(image: Omit<ProposedImage, 'repository'>, application: string, named = ''): ProposedImage {
  const { name } = image;
  const given = /^[a-z0-9][a-z0-9._/-]{0,200}(?=:|$)/.exec(named)?.[0];
  const repository = given ?? `example/${name === application ? name : `${application}-${name}`}`;
  return { ...image, repository };
}

function userOf({ user, file }: ImageSetup): { user: number; guess: Guess } {
  const from = { file, line: user?.line ?? 1 };
  if (user && /^[1-9]\d{0,8}$/.test(user.text))
    return { user: Number(user.text), guess: { text: `images run as the user ${user.text}`, from } };
  const found = user ? `the user \`${user.text}\` has no number or is root` : 'no user is set';
  return { user: guessedUser, guess: { text: `${found}, so the user ${guessedUser} is made up`, from } };
}
