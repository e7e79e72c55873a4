/** Looks that the drawings have in common, over those of the bench's plots: letters as on the page around them. */
export const LOOKS = `
  text { font: 14px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
  .title, .strong { font-weight: 600 } .small { font-size: 12px }
  .ours { stroke-width: 1.5 } .peer { stroke-width: 1.5 } .third { stroke-width: 1.5 }
  text.ours, text.peer, text.third { stroke: none }
  .label { paint-order: stroke; stroke: #ffffff; stroke-width: 6px; stroke-linejoin: round }
  rect { rx: 6px } .box { fill: #f6f8fa; stroke: #d1d9e0 } .room { fill: #ffffff; stroke: #818b98 }
  @media (prefers-color-scheme: dark) {
    .label { stroke: #0d1117 } .box { fill: #151b23; stroke: #3d444d } .room { fill: #0d1117; stroke: #9198a1 }
  }`;
