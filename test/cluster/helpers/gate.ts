export interface Gate {
  /** When somebody waits there for the first time. */
  readonly reached: Promise<void>;
  /** Waits until it is open. */
  readonly pass: () => Promise<void>;
  readonly open: () => void;
}

/** Where something waits until the test lets it go on. */
export function gate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const pass = () => {
    reach();
    return opened;
  };
  return { open: () => open(), reached, pass };
}
