/**
 * Lets a test file check objects with the schemas of Kubernetes alone: its values, such as `typeValue`, have the right
 * types and mean nothing, so that every server refuses them. Import it before the code that checks.
 */
const limits = '../../src/targets/kubernetes/validation/limits';
const none = () => {};
jest.doMock(limits, () => ({ limitOf: () => undefined }));
jest.doMock(`${limits}/kinds`, () => ({ limitOfKind: () => none }));
jest.doMock(`${limits}/metadata`, () => ({ metadataOfAnyKind: none }));

export {};
