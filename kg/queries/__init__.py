"""Questions to a graph, one .rq file each."""
