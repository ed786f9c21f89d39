// Types of what the page's scripts share; for the type checker only, never loaded.

interface StoryFeature {
  properties: { paragraph: number; place_id: string };
}

interface StoryPlace {
  place_id: string;
  number: number;
  paragraphs: number[];
  frame: Box;
}

interface StoryData {
  features: StoryFeature[];
  places: StoryPlace[];
  views: Box[];
  overview: Box;
}

interface SelectOptions {
  paragraph?: number;
  returnTo?: HTMLElement;
  focus?: boolean;
}

interface MapEvents {
  select: { id: string; by: string };
  read: { id: string; paragraph: number };
  close: { id: string };
  usermove: object;
}

interface StoryMapHandle {
  frame(box: Box, options: { animate: boolean }): void;
  current(places: string[]): void;
  select(place: string, options: SelectOptions): void;
  clear(): void;
  on<Name extends keyof MapEvents>(name: Name, listener: (event: MapEvents[Name]) => void): void;
}

interface Area {
  top: number;
  bottom: number;
}

interface Follower {
  go(stop: HTMLElement): void;
  hold(stop: HTMLElement): void;
  current(): HTMLElement | null;
}

interface FollowOptions {
  stops: HTMLElement[];
  cover: HTMLElement;
  onStop(stop: HTMLElement, jumped: boolean): void;
}

interface Ways {
  paragraph(index: number): boolean;
  place(id: string, opener: HTMLElement | null): boolean;
}

interface Reading {
  readingLine(scroll: number, most: number, area: Area): number;
  scrollTo(target: number, most: number, area: Area): number;
  nearest(boxes: Area[], line: number): number;
  placesByParagraph(features: StoryFeature[]): Map<number, string[]>;
  deepLink(hash: string): { paragraph: number } | { place: string } | null;
}

interface Storymap {
  map?(id: string | undefined): StoryMapHandle | undefined;
  reading: Reading;
  follow(options: FollowOptions): Follower;
  links(ways: Ways): { openInitial(): boolean };
  late(run: () => void): void;
  story?: { read(paragraph: number): boolean; select(place: string): void };
  ready?: boolean;
}

interface Window {
  storymap: Storymap;
}

declare var storymap: Storymap;
