// Types of what the embed's scripts share; for the type checker only, never loaded.

interface SelectOptions {
  popup?: boolean;
  frame?: boolean;
}

interface StoryMapHandle {
  places: { id: string; frame: Box }[];
  overview: Box;
}

interface Stepping {
  clamped(index: number, count: number): number;
  keyStep(key: string, rtl: boolean): number;
  swipeStep(dx: number, dy: number, rtl: boolean): number;
  filled(pattern: string, values: Record<string, string | number>): string;
}

interface HeightNames {
  name: string;
  child: string;
  address: string;
}

interface Storymap {
  stepping: Stepping;
  heightMessages(height: number, names: HeightNames): unknown[];
  tellHeight(): void;
  embed?: { go(index: number): void };
}
