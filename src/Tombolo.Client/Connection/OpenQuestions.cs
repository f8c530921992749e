using System.Collections.Concurrent;
using System.Xml.Linq;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Connection;

/// <summary>The iq's of a session that wait for their answer. Answers are matched by peer and id together.</summary>
internal sealed class OpenQuestions(string address)
{
    private readonly ConcurrentDictionary<string, PendingQuestion> _questions = new(StringComparer.Ordinal);
    private volatile bool _closed;

    /// <summary>A question under a fresh id, to be disposed by who asks it.</summary>
    public PendingQuestion Open(string? to)
    {
        var question = new PendingQuestion(to, closing => _questions.TryRemove(closing.Id, out _));
        _questions[question.Id] = question;
        if (_closed)
        {
            question.Complete(IqAnswer.Offline);
        }

        return question;
    }

    /// <summary>Takes an iq of type result or error; what nobody asked for is dropped.</summary>
    public void Take(XElement iq)
    {
        if (iq.Text("id") is { } id && _questions.TryGetValue(id, out var question) && IsFrom(iq.Text("from"), question.To))
        {
            question.Complete(iq.Text("type") == "error" ? new IqAnswer(null, StanzaErrors.Read(iq)) : new IqAnswer(iq.Elements().FirstOrDefault(), null));
        }
    }

    /// <summary>Nobody will answer any more.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var question in _questions.Values)
        {
            question.Complete(IqAnswer.Offline);
        }
    }

    /// <summary>An answer to a question without address comes from nobody, the own account or the own domain.</summary>
    private bool IsFrom(string? from, string? to)
    {
        if (to is not null || from is null)
        {
            return string.Equals(from, to, StringComparison.Ordinal);
        }

        var account = address.Split('/')[0];
        return from == address || from == account || from == account[(account.IndexOf('@', StringComparison.Ordinal) + 1)..];
    }
}
