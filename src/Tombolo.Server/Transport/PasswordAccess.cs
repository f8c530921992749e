namespace Tombolo.Server.Transport;

/// <summary>Whether a client may log in with an app password over a transport.</summary>
internal enum PasswordAccess
{
    /// <summary>Not here: our own apps only.</summary>
    None,

    /// <summary>Behind STARTTLS; nothing but that is offered before it.</summary>
    AfterStartTls,

    /// <summary>Inside TLS, or on a plain port of loopback that the operator opened.</summary>
    Allowed,
}
