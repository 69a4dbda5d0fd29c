import type { KubernetesObject } from '../../assembly/application-assembly';
import { valueAt } from '../../data/merge';
import { sha256Of } from '../../data/sha256';

/** The key under which a ConfigMap holds all objects of a release. */
export const packedObjects = 'objects.json.gz';

/** The key under which a ConfigMap holds one piece of the objects of a release. */
const packedPiece = 'objects.json.gz.piece';

/** The largest number of ConfigMaps that hold the objects of one release. */
export const mostPieces = 16;

/** The largest size of a piece, because a ConfigMap holds 1 MiB. Bytes. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const pieceSize = 675_000;

/**
 * Splits the packed objects of a release into the contents of ConfigMaps. The first one of several contains their number
 * and the hash of the whole, so that a missing piece and a piece of another release are noticed.
 *
 * @returns an empty list if there is too much to store
 */
export function splitPacked(packed: Buffer): object[] {
  if (packed.length <= pieceSize) return [{ binaryData: { [packedObjects]: packed.toString('base64') } }];
  const count = Math.ceil(packed.length / pieceSize);
  if (count > mostPieces) return [];
  return Array.from({ length: count }, (_, index) => {
    const piece = packed.subarray(index * pieceSize, (index + 1) * pieceSize).toString('base64');
    const binaryData = { [packedPiece]: piece };
    return index === 0 ? { data: { pieces: String(count), sha256: sha256Of(packed) }, binaryData } : { binaryData };
  });
}

/** How the objects of a release are stored, from their first ConfigMap. `pieces` is 0 if the ConfigMap holds nothing. */
export interface PackedIndex {
  readonly pieces: number;
  /** Absent if one ConfigMap holds everything. */
  readonly sha256?: string;
}

/** @returns undefined if the ConfigMap does not say how many pieces there are, or says something impossible */
export function indexIn(first: KubernetesObject): PackedIndex | undefined {
  if (valueAt(first, ['binaryData', packedPiece]) === undefined)
    return { pieces: valueAt(first, ['binaryData', packedObjects]) === undefined ? 0 : 1 };
  const [count, sha256] = ['pieces', 'sha256'].map((key) => valueAt(first, ['data', key]));
  const pieces = typeof count === 'string' && /^\d{1,2}$/.test(count) ? Number(count) : 0;
  return pieces >= 2 && pieces <= mostPieces && typeof sha256 === 'string' ? { pieces, sha256 } : undefined;
}

/**
 * Joins the pieces of a release.
 * @returns undefined if a piece is damaged or belongs to other objects
 */
export function joinPieces(pieces: readonly KubernetesObject[], { sha256 }: PackedIndex): Buffer | undefined {
  const key = sha256 === undefined ? packedObjects : packedPiece;
  const parts = pieces.map((piece) => Buffer.from(String(valueAt(piece, ['binaryData', key])), 'base64'));
  const packed = Buffer.concat(parts);
  return sha256 === undefined || sha256Of(packed) === sha256 ? packed : undefined;
}
