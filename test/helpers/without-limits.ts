/**
 * Lets a test file check objects with the schemas of Kubernetes alone: its values, such as `typeValue`, have the right
 * types and mean nothing, so that every server refuses them. Import it before the code that checks.
 */
const validation = '../../src/targets/kubernetes/validation/limits';
const none = () => {};
jest.doMock(validation, () => ({ limitOf: () => undefined }));
jest.doMock(`${validation}/kinds`, () => ({ limitOfKind: () => none }));
jest.doMock(`${validation}/metadata`, () => ({ metadataOfAnyKind: none }));

export {};
