const Z_95 = 1.959964;

/** 95 % interval of a share, from hits of a number of trials (Wilson, JASA 22, 1927). */
export function wilsonInterval(
  share: number,
  trials: number,
): { readonly low: number; readonly high: number } {
  const z2 = Z_95 ** 2 / trials;
  const centre = (share + z2 / 2) / (1 + z2);
  const reach = (Z_95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
