/**
 * Gunther's universal scalability law: throughput at concurrency N is
 * X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)) (Guerrilla Capacity Planning, Springer 2007, chapter 4).
 */
export interface ScalabilityLaw {
  /** Throughput of one. */
  readonly lambda: number;
  /** Contention: the share that cannot be done at the same time. */
  readonly sigma: number;
  /** Coherency: what it costs to agree. */
  readonly kappa: number;
}

export interface ScalabilityPoint {
  readonly concurrency: number;
  readonly throughput: number;
}

/**
 * The law that fits best: N / X(N) is linear in (1, N - 1, N (N - 1)), fitted by least squares with errors in proportion to the value
 * and no negative coefficient. `null` for fewer than four points or where they do not determine it.
 */
export function fitScalability(points: readonly ScalabilityPoint[]): ScalabilityLaw | null {
  if (points.length < 4) return null;
  for (const columns of [[0, 1, 2], [0, 1], [0, 2], [0]]) {
    const [a = 0, b = 0, c = 0] = leastSquares(points, columns) ?? [Number.NaN];
    if (a > 0 && b >= 0 && c >= 0) return { lambda: 1 / a, sigma: b / a, kappa: c / a };
  }
  return null;
}

/** Seconds that a request takes at a concurrency, by Little's law. */
export function responseTime({ lambda, sigma, kappa }: ScalabilityLaw, concurrency: number): number {
  return (1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1)) / lambda;
}

/** Throughput at which a request takes so many seconds; `null` where the law never comes to it. */
export function throughputAt(law: ScalabilityLaw, seconds: number): number | null {
  const { lambda, sigma, kappa } = law;
  // kappa N^2 + (sigma - kappa) N + (1 - sigma - lambda seconds) = 0
  const [a, b, c] = [kappa, sigma - kappa, 1 - sigma - lambda * seconds];
  const concurrency =
    a > 0 ? (-b + Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a) : b > 0 ? -c / b : Number.NaN;
  return concurrency >= 1 ? concurrency / responseTime(law, concurrency) : null;
}

/** Coefficients by column, 0 where a column is left out; weights make errors relative. */
function leastSquares(points: readonly ScalabilityPoint[], columns: readonly number[]): number[] | null {
  const rows = points.map(({ concurrency: n, throughput }) => {
    const time = n / throughput;
    return { x: columns.map((column) => [1, n - 1, n * (n - 1)][column] ?? 0).map((x) => x / time), y: 1 };
  });
  const size = columns.length;
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) =>
      rows.reduce((sum, { x }) => sum + (x[i] ?? 0) * (x[j] ?? 0), 0),
    ),
    rows.reduce((sum, { x, y }) => sum + (x[i] ?? 0) * y, 0),
  ]);
  const solved = solve(matrix);
  if (solved === null) return null;
  const all = [0, 0, 0];
  columns.forEach((column, index) => {
    all[column] = solved[index] ?? 0;
  });
  return all;
}

/** Gauss's elimination with pivots; `null` for a singular matrix. The last column is the right side. */
function solve(matrix: number[][]): number[] | null {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    const rest = matrix.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const pivot = column + rest.indexOf(Math.max(...rest));
    const [row, other] = [matrix[pivot], matrix[column]];
    if (row === undefined || other === undefined || Math.abs(row[column] ?? 0) < 1e-12) return null;
    [matrix[pivot], matrix[column]] = [other, row];
    for (const below of matrix.slice(column + 1)) subtract(below, row, column);
  }
  const solution = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const row = matrix[at] ?? [];
    const known = solution.reduce(
      (sum, value, index) => sum + (index > at ? value * (row[index] ?? 0) : 0),
      0,
    );
    solution[at] = ((row[size] ?? 0) - known) / (row[at] ?? 1);
  }
  return solution;
}

function subtract(target: number[], row: readonly number[], column: number): void {
  const factor = (target[column] ?? 0) / (row[column] ?? 1);
  for (const [index, value] of row.entries()) target[index] = (target[index] ?? 0) - factor * value;
}
