namespace Tombolo.Content.Meaning;

/// <summary>What a message means to a person: one of a closed set, made by <see cref="MessageReader"/>.</summary>
public abstract record MessageMeaning;
