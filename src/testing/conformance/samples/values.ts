/** Values of a flow, by the names of its properties. */
export type Values = Readonly<Record<string, unknown>>;
