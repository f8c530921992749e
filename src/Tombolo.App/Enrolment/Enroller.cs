using Tombolo.App.Device;
using Tombolo.App.Identifiers;
using Tombolo.Client;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Enrolment;

/// <summary>
/// Both ways to an account behind one door: a phone number registered at the host, or a sign-in at a partner whose identity token
/// enlists the device.
/// </summary>
internal sealed class Enroller
{
    // One frame on the screen, so that "making your keys" can be read before the work begins: the browser has one thread.
    private static readonly TimeSpan OneFrame = TimeSpan.FromMilliseconds(40);

    private readonly AppSession _session;
    private readonly IIdentitySource? _source;
    private readonly TimeProvider _time;

    public Enroller(AppSession session, TimeProvider time, IServiceProvider services)
    {
        _session = session;
        _time = time;
        _source = services.GetService(typeof(IIdentitySource)) as IIdentitySource;
    }

    public string IdentifierType => _source?.IdentifierType ?? IdentifierTypes.Phone;

    public async Task<Refusal?> StartAsync(string typed, CancellationToken cancellationToken)
    {
        if (IdentifierText.Canonical(IdentifierType, typed) is not { } identifier)
            return Refusal.For(_source is null ? ErrorCode.NumberInvalid : ErrorCode.IdentifierMismatch);
        if (_source is null)
            return await _session.Messenger.RegisterAsync(identifier, cancellationToken);
        return AsRefusal(await _source.StartAsync(identifier, cancellationToken));
    }

    public async Task<Refusal?> VerifyAsync(string code, CancellationToken cancellationToken)
    {
        await Task.Delay(OneFrame, _time, cancellationToken);
        var refusal = _source is null
            ? await _session.Messenger.VerifyAsync(code, cancellationToken)
            : await EnlistAsync(_source, code, cancellationToken);
        return refusal ?? await _session.Messenger.ConnectAsync(cancellationToken);
    }

    private async Task<Refusal?> EnlistAsync(IIdentitySource source, string code, CancellationToken cancellationToken)
    {
        if (AsRefusal(await source.VerifyAsync(code, cancellationToken)) is { } wrong)
            return wrong;
        var token = await source.IssueTokenAsync(TokenPurposes.Enlist, _session.Messenger.IdentityThumbprint, cancellationToken);
        return token is null
            ? Refusal.For(ErrorCode.CodeExpired)
            : await _session.Messenger.EnlistAsync(token, cancellationToken);
    }

    private static Refusal? AsRefusal(string? code) => code is null ? null : new Refusal(code, code);
}
