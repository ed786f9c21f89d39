// Types of the map's pure functions; for the type checker only, never loaded.

type Box = [west: number, south: number, east: number, north: number];

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface LabelBoard {
  view: Rect;
  taken: Rect[];
  take(box: Rect): Rect;
  fits(box: Rect): boolean;
  covers(box: Rect): boolean;
  free(box: Rect): boolean;
  place(boxes: Rect[], suits?: (box: Rect) => boolean): Rect | null;
}

interface Merged<T> {
  x: number;
  y: number;
  width: number;
  items: T[];
}

interface Layout {
  rect(left: number, top: number, width: number, height: number): Rect;
  overlaps(a: Rect, b: Rect): boolean;
  Board: new (view: Rect) => LabelBoard;
  beside(x: number, y: number, width: number, height: number, gap: Gap, rtl?: boolean): Rect[];
  upon(x: number, y: number, width: number, height: number, steps?: number[]): Rect[];
  lines(text: string): string[];
  overflow(start: number, end: number, least: number, most: number): number;
  merge<T>(
    points: { x: number; y: number; item: T }[],
    distance: number,
    widthOf: (items: T[]) => number,
    room?: number,
  ): Merged<T>[];
}

/** From a point's middle to the edge of what stands there: to its sides, and up and down. */
type Gap = [across: number, along: number];

/**
 * A ring or a line (x, y, x, y ... in units of its cell) and the boxes (left, top, right, bottom)
 * of the whole and then of its runs of points; a run begins where the one before ended.
 */
interface Part {
  points: Int32Array;
  boxes: Int32Array;
}

interface Geometry {
  parts(text: string): Int32Array[];
  quantities(text: string): Int32Array;
  inside(rings: Part[], x: number, y: number): boolean;
  nearness(lines: Part[], x: number, y: number): number;
  project(lon: number, lat: number): [x: number, y: number];
  near(lon: number, centre: number): number;
  nearBox(box: Box, centre: number): Box;
  thinning(box: Box, zoom: number): number;
  flightSeconds(screens: number, zooms: number): number;
  ranges(numbers: number[]): string;
}

/** Whether the segment from (x, y) to (u, v) is not to be drawn. */
type Cut = (x: number, y: number, u: number, v: number) => boolean;

interface Strokes {
  /** Leave out no run, because dashes are counted from the beginning. */
  whole?: boolean;
  cut?: Cut | null;
  closed?: boolean;
}

interface Trace {
  part(points: Int32Array): Part;
  ring(context: CanvasRenderingContext2D, part: Part, tile: Rect): void;
  line(context: CanvasRenderingContext2D, part: Part, tile: Rect, strokes: Strokes): void;
  alongEdge(extent: number): Cut;
}

interface Storymap {
  geometry: Geometry;
  layout: Layout;
  trace: Trace;
  afterwards(draw: () => void): () => void;
}
