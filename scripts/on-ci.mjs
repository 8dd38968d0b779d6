/** Nobody is there to try a failed test again: it is tried again once, and said so. */
export const onCi = Boolean(process.env.CI);
