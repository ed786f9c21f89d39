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

interface Geometry {
  parts(text: string): Int32Array[];
  quantities(text: string): number[];
  inside(rings: ArrayLike<number>[], x: number, y: number): boolean;
  nearness(lines: ArrayLike<number>[], x: number, y: number): number;
  project(lon: number, lat: number): [x: number, y: number];
  near(lon: number, centre: number): number;
  nearBox(box: Box, centre: number): Box;
  thinning(box: Box, zoom: number): number;
  flightSeconds(screens: number, zooms: number): number;
  ranges(numbers: number[]): string;
}

interface Storymap {
  geometry: Geometry;
  layout: Layout;
}
