// QR codes as a matrix, as an SVG picture and as a path that PDF and SVG draw alike.
import { create } from 'qrcode';

/** Rows of modules, true for dark, without the quiet zone. */
export function qrMatrix(text: string): boolean[][] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const line = Array.from({ length: modules.size }, (_, i) => i);
  return line.map((row) => line.map((column) => modules.get(row, column) === 1));
}

const QUIET = 4;

/**
 * An SVG picture with its quiet zone, black on white.
 * @param label what a screen reader says; escaped
 */
export function qrSvg(text: string, label: string): string {
  const matrix = qrMatrix(text);
  const side = matrix.length + 2 * QUIET;
  const bars = qrBars(matrix).map(({ x, y, width }) => `M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`);
  const name = label.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${name}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${bars.join('')}"/></svg>`
  );
}

/** Runs of dark modules, row by row, in modules from the upper left corner: fewer shapes than one per module. */
export function qrBars(matrix: boolean[][]): { x: number; y: number; width: number }[] {
  return matrix.flatMap((row, y) => {
    const bars: { x: number; y: number; width: number }[] = [];
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      bars.push({ x: start, y, width: x + 1 - start });
    }
    return bars;
  });
}
