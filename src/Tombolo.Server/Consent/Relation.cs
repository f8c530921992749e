namespace Tombolo.Server.Consent;

/// <summary>The owner's side of a pair. <paramref name="Requests"/> counts messages delivered as a request so far.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct Relation([property: Id(0)] RelationState State, [property: Id(1)] int Requests);
